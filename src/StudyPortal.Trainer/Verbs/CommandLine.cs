using System.CommandLine;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The verbs of <c>studyportal</c>, and how it ends.</summary>
internal static class CommandLine
{
    private const int UsageError = 2;

    public static RootCommand Create() => new("StudyPortal without a browser: the training service and the same steps as the pages, one verb each.")
    {
        AgreeVerb.Create(),
        AnalyseVerb.Create(),
        AttackVerb.Create(),
        BackupVerb.Create(),
        DemoVerb.Create(),
        EncryptBlobsVerb.Create(),
        ExplainVerb.Create(),
        ForwardVerb.Create(),
        ImportVerb.Create(),
        InspectVerb.Create(),
        MigrateStoreVerb.Create(),
        PhantomVerb.Create(),
        RehearseVerb.Create(),
        RestoreVerb.Create(),
        RocVerb.Create(),
        RollbackVerb.Create(),
        SaliencyVerb.Create(),
        TestVerb.Create(),
        TrainVerb.Create(),
        VerifyAuditVerb.Create(),
        VerifyVerb.Create(),
        WorkVerb.Create(),
    };

    /// <summary>0 when the verb did what it was asked, 1 when it could not, 2 when the command line itself is wrong.</summary>
    public static async Task<int> RunAsync(string[] arguments, InvocationConfiguration console)
    {
        var parsed = Create().Parse(arguments);
        var code = await parsed.InvokeAsync(console);
        return parsed.Errors.Count > 0 ? UsageError : code;
    }
}
