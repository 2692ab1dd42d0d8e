FROM busybox:1.38

# Example commands to set up your application (replace with your application setup)
RUN mkdir /app \
    && echo "Hello, world!" > /app/hello.txt

# Example command to start your application
CMD ["cat", "/app/hello.txt"]
