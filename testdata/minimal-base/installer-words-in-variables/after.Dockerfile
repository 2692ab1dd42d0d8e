FROM python:3.12-slim
ARG PACKAGES="flask tensorflow"
RUN pip install $PACKAGES
ENV NAME=torch RELEASE=2.0
RUN pip install ${NAME}==${RELEASE}
RUN for one in flask tensorflow; do pip install "$one"; done
RUN name=tensorflow && python -m pip install "$name"
RUN pip install ${OTHER:-torch}
CMD ["python", "-c", "1"]
