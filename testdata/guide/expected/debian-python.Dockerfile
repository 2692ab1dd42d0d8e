FROM debian:13

# Install the interpreter
RUN apt-get update && \
    apt-get install -y python3 && \
    rm -rf /var/lib/apt/lists/*

# Start the application
CMD ["python3", "app.py"]
