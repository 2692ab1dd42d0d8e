FROM alpine
COPY --chmod=755 --chown=a:b <<-"EOF" /f
	one $X
	EOF
