using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Tests.Reading;

namespace StudyPortal.Core.Tests.Audit;

/// <summary>The trail as it leaves the portal.</summary>
public sealed class AuditFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exported_trail_is_intact_and_a_hash_noted_earlier_is_found_in_it()
    {
        var lines = await ExportAsync();
        var noted = Field(lines[2], "hash");

        var plain = Assert.IsType<AuditFileVerdict.Intact>(await VerifyAsync(lines));
        var expected = Assert.IsType<AuditFileVerdict.Intact>(await VerifyAsync(lines, noted));

        Assert.Equal((lines.Count, Field(lines[^1], "hash"), null), (plain.Events, plain.LastHash, plain.ExpectedAt));
        Assert.Equal(3, expected.ExpectedAt);
    }

    /// <summary>As docs/operations.md describes it, by nothing of the portal's.</summary>
    [Fact]
    public async Task The_chain_can_be_computed_from_its_description_alone()
    {
        var previous = new string('0', 64);
        foreach (var line in await ExportAsync())
        {
            using var e = JsonDocument.Parse(line);
            string[] fields =
            [
                previous, e.RootElement.GetProperty("sequence").GetRawText(), Field(line, "atUtc"), Field(line, "actor"), Field(line, "action"), Field(line, "subject"), Field(line, "details"),
            ];
            var text = new StringBuilder();
            foreach (var field in fields) text.Append(field.Length).Append(':').Append(field).Append(';');
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
            Assert.Equal(previous, Field(line, "hash"));
        }
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_line()
    {
        var lines = await ExportAsync();
        var changed = lines.ToList();
        changed[3] = changed[3].Replace("\"actor\":\"", "\"actor\":\"not ", StringComparison.Ordinal);
        var exchanged = lines.ToList();
        (exchanged[1], exchanged[2]) = (exchanged[2], exchanged[1]);

        Assert.Equal((4, "event 4 was changed after it was written"), await BrokenAsync(changed));
        Assert.Equal((3, "event 3 is missing"), await BrokenAsync([.. lines.Where((_, index) => index != 2)]));
        Assert.Equal((2, "event 2 is missing"), await BrokenAsync(exchanged));
        Assert.Equal((1, "event 1 is missing"), await BrokenAsync([.. lines.Skip(1)]));
        Assert.StartsWith("it is not one event as a JSON object", (await BrokenAsync(["so be it"])).Reason, StringComparison.Ordinal);
        Assert.StartsWith("a field is missing", (await BrokenAsync(["{\"sequence\":1}"])).Reason, StringComparison.Ordinal);
        Assert.StartsWith("atUtc is 'today'", (await BrokenAsync([lines[0].Replace(Field(lines[0], "atUtc"), "today", StringComparison.Ordinal)])).Reason, StringComparison.Ordinal);
        Assert.StartsWith("the file is empty", (await BrokenAsync([])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_that_was_cut_off_after_its_last_hash_was_noted_is_found_out()
    {
        var lines = await ExportAsync();

        var broken = await BrokenAsync([.. lines.SkipLast(1)], Field(lines[^1], "hash"));

        Assert.Equal(lines.Count - 1, broken.Line);
        Assert.Contains("it was cut off, or written anew", broken.Reason, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ExportAsync()
    {
        await using var room = await Room.OpenAsync(design => design with { Name = "Karten für Köln: \"eins\"; 😀" });
        using var file = new MemoryStream();
        await room.Portal.Get<ExportAuditTrail>().ExecuteAsync(file, Stop);
        return [.. Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task<(int Line, string Reason)> BrokenAsync(IReadOnlyList<string> lines, string? expected = null)
    {
        var broken = Assert.IsType<AuditFileVerdict.Broken>(await VerifyAsync(lines, expected));
        return (broken.Line, broken.Reason);
    }

    private static async Task<AuditFileVerdict> VerifyAsync(IReadOnlyList<string> lines, string? expected = null)
    {
        using var file = new StringReader(string.Join('\n', lines));
        return await AuditFile.VerifyAsync(file, expected, Stop);
    }

    private static string Field(string line, string name)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty(name).GetString()!;
    }
}
