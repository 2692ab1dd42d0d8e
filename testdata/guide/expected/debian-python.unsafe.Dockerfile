FROM alpine:3.24

# Install the interpreter
RUN apk add --no-cache python3

# Start the application
CMD ["python3", "app.py"]
