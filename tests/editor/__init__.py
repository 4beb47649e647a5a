"""What an editor is told: mostly asked of plain functions, and a few times of the server, by a client and by Neovim."""
