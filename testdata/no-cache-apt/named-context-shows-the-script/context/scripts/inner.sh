#!/bin/bash
useradd app
