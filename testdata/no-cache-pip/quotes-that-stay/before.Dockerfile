FROM python:3.14
RUN sh -c pip\ install\ flask
RUN sh -c "pip install $FLASK"
RUN X="pip install flask" && eval "$X"
RUN eval "pip install flask"
