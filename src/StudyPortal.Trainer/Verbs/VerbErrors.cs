using System.CommandLine;
using System.Data.Common;
using StudyPortal.Core.Datasets;
using StudyPortal.Imaging;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Training;

namespace StudyPortal.Trainer.Verbs;

internal static class VerbErrors
{
    /// <summary>Runs a verb; what its user can mend is said in one line on stderr, with exit code 1.</summary>
    public static void SetGuardedAction(this Command verb, Func<ParseResult, CancellationToken, Task> action) => verb.SetAction(async (parsed, cancellationToken) =>
    {
        try
        {
            await action(parsed, cancellationToken);
            return 0;
        }
        catch (Exception error) when (error is VerbException or ImageFormatException or DatasetFormatException or CheckpointException or TrainingException or InvalidDataException
            or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException or ArgumentException or DbException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(error.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Stopped.");
            return 1;
        }
    });
}
