using System.CommandLine;
using StudyPortal.Core.Audit;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>verify-audit</c>: an exported audit trail, by somebody who has nothing but the file.</summary>
internal static class VerifyAuditVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The trail as the portal exports it: one event a line (JSON)." };
        var expect = new Option<string?>("--expect") { Description = "A last hash that was noted earlier: it must be in the chain.", HelpName = "HASH" };
        var verb = new Command("verify-audit", "Compute the chain of an exported audit trail again; needs no portal.") { file, expect };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            using var lines = new StreamReader(path);
            var intact = await AuditFile.VerifyAsync(lines, parsed.GetValue(expect), cancellationToken) switch
            {
                AuditFileVerdict.Intact found => found,
                AuditFileVerdict.Broken broken => throw new VerbException($"{path}, line {broken.Line}: {broken.Reason}."),
                var other => throw new InvalidOperationException($"An unknown verdict: {other}."),
            };
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(FormattableString.Invariant($"{intact.Events} events, in order and unchanged; the last hash is {intact.LastHash}"));
            if (intact.ExpectedAt is { } at) await output.WriteLineAsync(FormattableString.Invariant($"the expected hash is that of event {at}; {intact.Events - at} events came after it"));
        });
        return verb;
    }
}
