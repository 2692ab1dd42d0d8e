FROM debian:13-slim

# Install the interpreter
RUN apt-get update && \
    apt-get install -y python3 python3-pip && \
    rm -rf /var/lib/apt/lists/* && \
# Install the dependencies
    pip3 install --no-cache-dir package1 package2

# Start the application
CMD ["python3", "app.py"]
