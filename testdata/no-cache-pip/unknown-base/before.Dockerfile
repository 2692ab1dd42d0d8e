FROM example.org/cuda:12
RUN pip install flask
