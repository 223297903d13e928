using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Verification;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>verify</c>: whether everything in a portal is as it should be.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var report = new Option<string?>("--out") { Description = "Where to write what was found (JSON).", HelpName = "FILE" };
        var verb = new Command("verify", "Look through the database, the audit trail and every file of a portal, while it runs; change nothing.") { data, report };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            await using var services = new ServiceCollection().AddLogging().AddPortal(data.OpenExisting(parsed), StorageSettings.OfEnvironment()).BuildServiceProvider();
            var verdict = await services.GetRequiredService<VerifyPortal>().ExecuteAsync(step => output.WriteLine($"looking at {step}"), cancellationToken);
            if (parsed.GetValue(report) is { } file) await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(verdict, PortalJson.Options), cancellationToken);
            await TellAsync(verdict, output);
            if (!verdict.IsSound) throw new VerbException(FormattableString.Invariant($"{verdict.Findings.Count(finding => finding.IsWrong)} things are wrong."));
        });
        return verb;
    }

    private static async Task TellAsync(PortalVerdict verdict, TextWriter output)
    {
        foreach (var finding in verdict.Findings) await output.WriteLineAsync(finding.ToString());
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{verdict.AuditEvents} audit events, {verdict.AnswerEvents} changes of answers, {verdict.Blobs} files ({verdict.BlobBytes / 1e6:F1} MB; {verdict.EncryptedBlobs} encrypted, {verdict.Blobs - verdict.EncryptedBlobs} plain) looked at; last audit hash {verdict.LastHash}"));
        if (verdict.IsSound) await output.WriteLineAsync("Everything is as it should be.");
    }
}
