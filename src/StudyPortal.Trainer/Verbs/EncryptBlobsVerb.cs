using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>encrypt-blobs</c>: the stored files of a portal under the first key of its settings, or plain again.</summary>
internal static class EncryptBlobsVerb
{
    private const int ToldEvery = 1000;

    public static Command Create()
    {
        var data = new DataOption();
        var decrypt = new Option<bool>("--decrypt") { Description = "Make all files plain again. Stop the portal first, and take the setting away before it is started: it would go on encrypting new ones." };
        var verb = new Command(
            "encrypt-blobs",
            $"Rewrite every stored file (image, map, weights, report) that is plain or encrypted under another key, so that it is encrypted under the first key of {BlobKeys.Name}. "
            + "Safe while the portal runs, once all of its processes have been started with that setting; whatever stops it, no file is lost, and the next run goes on. "
            + "Keep earlier keys in the setting, behind the first, until a run has rewritten everything, and as long as backups need them.") { decrypt, data };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            await using var services = new ServiceCollection().AddLogging().AddPortal(data.OpenExisting(parsed), StorageSettings.OfEnvironment()).BuildServiceProvider();
            var done = await services.GetRequiredService<EncryptBlobs>().ExecuteAsync(parsed.GetValue(decrypt), so => Tell(so, output), cancellationToken);
            foreach (var failure in done.Failed) await output.WriteLineAsync(failure);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{done.Rewritten} files {(parsed.GetValue(decrypt) ? "decrypted" : "encrypted")}, {done.AsWanted} were so before, {done.Gone} were removed meanwhile, {done.Failed.Count} left as they are."));
            if (done.Failed.Count > 0) throw new VerbException(FormattableString.Invariant($"{done.Failed.Count} files could not be rewritten."));
        });
        return verb;
    }

    private static void Tell(EncryptedBlobs so, TextWriter output)
    {
        if (so.Done % ToldEvery == 0) output.WriteLine(FormattableString.Invariant($"{so.Done} of {so.Total}"));
    }
}
