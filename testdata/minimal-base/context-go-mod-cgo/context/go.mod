module example.org/app

go 1.25

require (
	github.com/gin-gonic/gin v1.10.0
	github.com/mattn/go-sqlite3 v1.14.24 // indirect
)
