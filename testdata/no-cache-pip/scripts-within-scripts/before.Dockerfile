FROM python:3.14
RUN sh -c 'pip install flask && pip3 install "jinja2"' && bash -ec "pip install \"requests\""
RUN ["/bin/bash", "-o", "pipefail", "-c", "pip install flask \"django\" | cat"]
RUN ["python3", "-m", "pip", \
     "install", "flask"]
RUN if test -f /x; then sudo -H env A=b sh -c "bash -c 'pip install x'"; else (time exec pip install y); fi
