FROM sonarqube
