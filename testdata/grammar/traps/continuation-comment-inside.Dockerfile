FROM alpine
RUN a \
# one
  # two \
	# three
 b
