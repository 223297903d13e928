using System.CommandLine;
using StudyPortal.Trainer.Verbs;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary>What one run of <c>studyportal</c> ended with and said.</summary>
internal sealed record ConsoleRun(int Code, string Output, string Error)
{
    public static async Task<ConsoleRun> OfAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandLine.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = error });
        return new ConsoleRun(code, output.ToString(), error.ToString());
    }
}
