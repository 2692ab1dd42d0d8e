FROM ubuntu:latest

# Set up the application
RUN mkdir /app
RUN echo "Hello, world!" > /app/hello.txt

# Start the application
CMD ["cat", "/app/hello.txt"]
