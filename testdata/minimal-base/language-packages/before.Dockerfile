FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 python3-pip
RUN pip3 install package1 && python3 -m pip install package2
RUN npm install
CMD ["python3", "app.py"]
