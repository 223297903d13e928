using System.CommandLine;
using StudyPortal.Trainer.Verbs;

var root = new RootCommand("StudyPortal without a browser: the training service and the same steps as the pages, one verb each.")
{
    AgreeVerb.Create(),
    AttackVerb.Create(),
    DemoVerb.Create(),
    ExplainVerb.Create(),
    ForwardVerb.Create(),
    ImportVerb.Create(),
    PhantomVerb.Create(),
    RocVerb.Create(),
    SaliencyVerb.Create(),
    TestVerb.Create(),
    TrainVerb.Create(),
    WorkVerb.Create(),
};
// On Ctrl-C or SIGTERM a verb gets this long to leave everything in order.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
