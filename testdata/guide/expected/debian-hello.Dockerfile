FROM busybox:1.38

# Set up the application
RUN mkdir /app && \
    echo "Hello, world!" > /app/hello.txt

# Start the application
CMD ["cat", "/app/hello.txt"]
