using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>The upgrade of a database in a process of its own, which kills itself as it reaches a step.</summary>
internal static class UpgradeToKill
{
    public const string Role = "--as-upgrade";

    /// <returns>The exit code; of a killed process not 0.</returns>
    public static async Task<int> RunAsync(DataRoot root, UpgradeStep killedAt)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Role, root.Folder, killedAt.ToString()]))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>What the started process does.</summary>
    public static async Task<int> RunAsync(string folder, string killedAt)
    {
        await using var services = new ServiceCollection().AddLogging().AddPortal(new DataRoot(folder)).BuildServiceProvider();
        var migrate = services.GetRequiredService<MigrateStore>();
        // As kill -9 does: nothing gets a chance to tidy up.
        migrate.Reached += step =>
        {
            if (step.ToString() == killedAt) Process.GetCurrentProcess().Kill();
        };
        await migrate.ExecuteAsync(CancellationToken.None);
        return 0;
    }
}
