using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

/// <summary>Insertions inside the caller's transaction in the order in which they were asked for: hundreds at a time to a server, at once into a file.</summary>
internal sealed class RowBatch : IDisposable
{
    private const int AtOnce = 500;

    private readonly DbBatch? _batch;

    /// <param name="db">With a transaction open.</param>
    public RowBatch(PortalDb db)
    {
        Db = db;
        Transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are inserted inside a transaction.");
        var connection = db.Database.GetDbConnection();
        if (!connection.CanCreateBatch) return;
        _batch = connection.CreateBatch();
        _batch.Transaction = Transaction;
    }

    public PortalDb Db { get; }

    public DbTransaction Transaction { get; }

    /// <param name="insert">Its text and parameters are taken as they are now.</param>
    public void Add(DbCommand insert)
    {
        if (_batch is null)
        {
            insert.ExecuteNonQuery();
            return;
        }

        var one = _batch.CreateBatchCommand();
        one.CommandText = insert.CommandText;
        foreach (DbParameter parameter in insert.Parameters)
        {
            var taken = (DbParameter)((ICloneable)parameter).Clone();
            if (taken.Value is string text) taken.Value = PostgresText.Storable(text);
            one.Parameters.Add(taken);
        }

        _batch.BatchCommands.Add(one);
        if (_batch.BatchCommands.Count >= AtOnce) Flush();
    }

    /// <summary>To be called before the commit.</summary>
    public void Flush()
    {
        if (_batch is null or { BatchCommands.Count: 0 }) return;
        _batch.ExecuteNonQuery();
        _batch.BatchCommands.Clear();
    }

    public void Dispose() => _batch?.Dispose();
}
