using System.Diagnostics;

namespace StudyPortal.Learning.Tests;

/// <summary>Debian's python3-torch with torchvision, where it is installed.</summary>
internal static class PythonTorch
{
    /// <summary>What the program printed; the test is skipped where there is no Python with torch.</summary>
    public static string Run(string program, params string[] arguments)
    {
        string? python = new[] { "/usr/bin/python3", "/usr/local/bin/python3" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(python is null, "There is no python3 here.");
        ProcessStartInfo start = new(python, ["-c", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string error = errors.GetAwaiter().GetResult();
        Assert.SkipWhen(
            error.Contains("No module named 'torch", StringComparison.Ordinal) || error.Contains("No module named 'numpy", StringComparison.Ordinal),
            "Python has no torch, torchvision or numpy here.");
        Assert.True(process.ExitCode == 0, error);
        return output;
    }
}
