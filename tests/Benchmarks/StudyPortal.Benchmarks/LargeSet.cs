using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Benchmarks;

/// <summary>A data set of the size and shape of CheXpert, without its pixels: three images a patient, fourteen labels from rare to frequent.</summary>
internal sealed class LargeSet(int cases)
{
    public const int Labels = 14;

    private readonly Random _random = new(1);

    public async Task<DatasetId> WriteAsync(DataRoot root, IDbContextFactory<PortalDb> databases)
    {
        var set = new Dataset
        {
            Id = DatasetId.New(), Name = "Large", Adapter = "images", Labels = [.. Enumerable.Range(1, Labels).Select(label => $"Label {label}")], IsSynthetic = true, Source = "drawn by a benchmark",
            SplitSeed = 1, ImportId = Guid.NewGuid(), ImportedBy = "benchmark", ImportedUtc = DateTime.UnixEpoch,
        };
        await using (var db = await databases.CreateDbContextAsync())
        {
            db.Add(set);
            await db.SaveChangesAsync();
        }

        await using var connection = new SqliteConnection($"Data Source={root.Database}");
        await connection.OpenAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        using var addCase = Prepared(connection, transaction, """
            INSERT INTO Cases (Id, DatasetId, Number, Patient, Split, Pixels, Thumbnail, Width, Height, BitDepth, WindowLow, WindowHigh, Modality, KeySlice, View, Origin, Review)
            VALUES ($0, $1, $2, $3, $4, $5, $6, 1024, 1024, 8, 0, 255, 'DX', 0, $7, $8, $9)
            """, 10);
        using var addLabel = Prepared(connection, transaction, "INSERT INTO CaseLabels (CaseId, Label, Value) VALUES ($0, $1, $2)", 3);
        for (var number = 1; number <= cases; number++) Add(addCase, addLabel, set, number);
        await transaction.CommitAsync();
        return set.Id;
    }

    private void Add(SqliteCommand addCase, SqliteCommand addLabel, Dataset set, int number)
    {
        var id = CaseId.New().Value;
        var patient = (number - 1) / 3;
        var split = patient % 10 < 7 ? DatasetSplit.Train : patient % 10 < 8 ? DatasetSplit.Validation : DatasetSplit.Test;
        Run(addCase, id, set.Id.Value, number, FormattableString.Invariant($"P-{patient * 2654435761:X12}"), split.ToString(), Hash(), Hash(),
            _random.Next(2) == 0 ? "PA" : "AP", FormattableString.Invariant($"train.csv, line {number + 1}"), (_random.Next(100) == 0 ? CaseReview.Flagged : CaseReview.NotNeeded).ToString());
        foreach (var (index, label) in set.Labels.Index()) Run(addLabel, id, label, Value(index).ToString());
    }

    /// <summary>The first label is positive in one case of fifty, the last in two of seven; about half of all mention nothing.</summary>
    private LabelValue Value(int label) => _random.NextDouble() switch
    {
        var drawn when drawn < 0.02 * (label + 1) => LabelValue.Positive,
        < 0.45 => LabelValue.Negative,
        < 0.5 => LabelValue.Uncertain,
        _ => LabelValue.Unmentioned,
    };

    private string Hash()
    {
        var bytes = new byte[32];
        _random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static SqliteCommand Prepared(SqliteConnection connection, SqliteTransaction transaction, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        for (var i = 0; i < parameters; i++) command.Parameters.Add(FormattableString.Invariant($"${i}"), SqliteType.Text);
        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) (command.Parameters[i].Value, command.Parameters[i].SqliteType) = (values[i], values[i] is int ? SqliteType.Integer : SqliteType.Text);
        command.ExecuteNonQuery();
    }
}
