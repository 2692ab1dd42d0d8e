FROM ubuntu

# Install the interpreter
RUN apt-get update
RUN apt-get install -y python3 python3-pip

# Install the dependencies
RUN pip3 install package1 package2

# Start the application
CMD ["python3", "app.py"]
