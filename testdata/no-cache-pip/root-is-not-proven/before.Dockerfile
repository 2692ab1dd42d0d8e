FROM example.org/team/base:1
RUN pip install flask
RUN useradd app || true
FROM example.org/team/base:1
RUN pip install flask
RUN sudo useradd app
FROM example.org/team/base:1
RUN pip install flask
USER root
RUN useradd app
FROM example.org/team/base:1
RUN pip install flask
RUN ldconfig -p
FROM example.org/team/base:1
RUN pip install flask
RUN apt-get update; ls
