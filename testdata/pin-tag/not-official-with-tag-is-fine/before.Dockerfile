FROM example/app:1.2
