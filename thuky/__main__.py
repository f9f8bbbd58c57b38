from thuky.cli import main

main()
