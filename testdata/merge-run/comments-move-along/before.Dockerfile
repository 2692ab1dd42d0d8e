FROM alpine:3.20
RUN mkdir /app

# a file
   # indented: says why

RUN touch /app/a \
 # inner
    /app/b
# last
RUN echo 1 > /app/c
# not ours
CMD ["ls"]
