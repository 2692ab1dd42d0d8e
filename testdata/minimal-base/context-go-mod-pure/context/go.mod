module example.org/app

go 1.25

// not github.com/mattn/go-sqlite3, which needs cgo
require github.com/gin-gonic/gin v1.10.0
require modernc.org/sqlite v1.34.0

exclude github.com/mattn/go-sqlite3 v1.14.23
