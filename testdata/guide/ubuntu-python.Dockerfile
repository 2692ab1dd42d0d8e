FROM ubuntu

# Install the interpreter
RUN apt-get update
RUN apt-get install -y python3

# Start the application
CMD ["python3", "app.py"]
