using System.Diagnostics;
using StudyPortal.Learning.Training;

namespace StudyPortal.Learning.Tests.Training;

/// <summary>A training run in a process of its own, which tells every step, to be killed after one of them.</summary>
internal static class RunToKill
{
    public const string Role = "--as-run";
    private const int Killed = 128 + 9;

    /// <summary>What the started process does.</summary>
    public static int Run(string folder)
    {
        using TrainingRun run = Open(folder);
        run.Run(new Watcher(_ => Console.Out.WriteLine("step")), TimeProvider.System, CancellationToken.None);
        return 0;
    }

    public static TrainingRun Open(string folder) =>
        new(SquareImages.Everything, SquareImages.Create(49, 1), SquareImages.Create(24, 2), folder) { StepsBetweenStates = 2 };

    /// <summary>Trains on from the folder's state until so many steps were told, then kills the process as <c>kill -9</c> does.</summary>
    /// <returns>How many steps it told.</returns>
    public static async Task<int> KillAfterAsync(string folder, int steps, CancellationToken cancellation)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [Role, folder]) { RedirectStandardOutput = true })!;
        int told = 0;
        while (told < steps && await process.StandardOutput.ReadLineAsync(cancellation) is not null)
        {
            told++;
        }
        process.Kill();
        await process.WaitForExitAsync(cancellation);
        Assert.Equal(Killed, process.ExitCode);
        return told;
    }
}
