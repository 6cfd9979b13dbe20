@echo off
rem Starts Gradus with the java of JAVA_HOME or, if that is not set, of the PATH.
rem No blocks in parentheses: a folder such as "Program Files (x86)" would end them.
setlocal DisableDelayedExpansion
if defined JAVA_HOME goto home
set "JAVA=java.exe"
where /q java.exe
if not errorlevel 1 goto run
echo gradus: there is no java on the PATH, and JAVA_HOME is not set>&2
echo Maybe install a JRE or JDK, version 17 or later, or set JAVA_HOME to the folder of one.>&2
exit /b 1

:home
set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA%" goto run
echo gradus: JAVA_HOME is "%JAVA_HOME%", which has no program bin\java.exe>&2
echo Maybe set it to the folder of a JRE or JDK, version 17 or later, or unset it to use the java of the PATH.>&2
exit /b 1

:run
"%JAVA%" -Dgradus.program=gradus -jar "%~dp0..\gradus.jar" %*
exit /b %ERRORLEVEL%
