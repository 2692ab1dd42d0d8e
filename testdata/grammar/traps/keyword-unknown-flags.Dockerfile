FROM alpine
FOO --bar=baz --qux x
