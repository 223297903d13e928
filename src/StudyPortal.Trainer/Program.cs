using System.CommandLine;
using StudyPortal.Trainer.Verbs;

var root = new RootCommand("StudyPortal without a browser: the training service and the same steps as the pages, one verb each.")
{
    PhantomVerb.Create(),
};
return await root.Parse(args).InvokeAsync();
