using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>The list of what an import refused and noted, as a file.</summary>
public sealed class ProblemListTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_says_file_line_effect_and_reason_and_no_cell_is_a_formula()
    {
        await using var portal = await TestPortal.CreateAsync();
        var import = Guid.NewGuid();
        await AddAsync(portal, import, [new SourceProblem("=cmd.png", 3, "E_CSV_VALUE: \"a,b\""), new SourceProblem("b.png", null, "No row.", IsNote: true)]);
        await AddAsync(portal, Guid.NewGuid(), [new SourceProblem("other.png", 1, "Of another import.")]);
        using var file = new MemoryStream();

        await portal.Get<WriteProblems>().ExecuteAsync(import, file, Cancelled);

        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        Assert.Equal(["file,line,effect,reason", "\"'=cmd.png\",3,left out,\"E_CSV_VALUE: \"\"a,b\"\"\"", "b.png,,noted,No row."], Lines(file));
        Assert.True(await portal.Get<WriteProblems>().AreThereAsync(import, Cancelled));
        Assert.False(await portal.Get<WriteProblems>().AreThereAsync(Guid.NewGuid(), Cancelled));
    }

    [Fact]
    public async Task A_hundred_thousand_problems_are_written_in_small_pieces_and_in_order()
    {
        await using var portal = await TestPortal.CreateAsync();
        var import = Guid.NewGuid();
        await AddAsync(portal, import, [.. Enumerable.Range(1, 100_000).Select(line => new SourceProblem("labels.csv", line, "E_MISSING_FILE: a file is not in the folder. Copy the file there or remove the row."))]);
        await using var file = new Pieces();

        await portal.Get<WriteProblems>().ExecuteAsync(import, file, Cancelled);

        Assert.InRange(file.Largest, 1, 512 * 1024);
        Assert.Equal(["line", .. Enumerable.Range(1, 100_000).Select(line => line.ToString(CultureInfo.InvariantCulture))], Lines(file).Select(line => line.Split(',')[1]));
    }

    private static async Task AddAsync(TestPortal portal, Guid import, IReadOnlyList<SourceProblem> problems) =>
        await new ImportRows(portal.Get<IDbContextFactory<PortalDb>>(), portal.Get<PseudonymSecret>().Load()).ReplaceProblemsAsync(import, problems, Cancelled);

    private static string[] Lines(MemoryStream file) => Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF').TrimEnd().ReplaceLineEndings("\n").Split('\n');

    /// <summary>Knows the largest piece that was written into it at once.</summary>
    private sealed class Pieces : MemoryStream
    {
        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Largest = Math.Max(Largest, buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
