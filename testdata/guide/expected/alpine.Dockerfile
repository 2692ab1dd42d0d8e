# Use Alpine Linux as the base image
FROM alpine:3.24

# Example commands to install packages (replace with your application dependencies)
RUN apk --no-cache add \
    python3 \
    && pip3 install --no-cache-dir \
    package1 \
    package2

# Example command to start your application
CMD ["python3", "app.py"]
