module waymark/go-fixture

go 1.24
