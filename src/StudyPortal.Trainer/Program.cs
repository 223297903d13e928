using System.CommandLine;

var root = new RootCommand("StudyPortal without a browser: the training service and the same steps as the pages, one verb each.");
return await root.Parse(args).InvokeAsync();
