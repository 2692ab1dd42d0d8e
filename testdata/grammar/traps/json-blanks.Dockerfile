FROM alpine
CMD	[	"a"	,  "b"	]
CMD ["a"]
CMD ["a" ]
CMD  ["b"]
