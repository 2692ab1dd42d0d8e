FROM python:3.14
RUN sh -c 'pip install --no-cache-dir flask && pip3 install --no-cache-dir "jinja2"' && bash -ec "pip install --no-cache-dir \"requests\""
RUN ["/bin/bash", "-o", "pipefail", "-c", "pip install --no-cache-dir flask \"django\" | cat"]
RUN ["python3", "-m", "pip", \
     "install", "--no-cache-dir", "flask"]
RUN if test -f /x; then sudo -H env A=b sh -c "bash -c 'pip install --no-cache-dir x'"; else (time exec pip install --no-cache-dir y); fi
