using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace StudyPortal.Core.Storage;

/// <summary>The store could not do what was asked, though it may later: what to tell whoever asked. Nothing of the request was stored.</summary>
public sealed record StorageFailure(string Reason)
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Full = 13, CannotOpen = 14;

    /// <summary>What Linux and macOS, Linux for a quota, and Windows say when a disk is full.</summary>
    private const int NoSpaceLeft = 28, ReadOnlyDisk = 30, QuotaExceeded = 122, WindowsDiskFull = unchecked((int)0x80070070);

    private static readonly StorageFailure InUse = new("The database is in use by another program and did not answer in time.");
    internal static readonly StorageFailure DiskFull = new("The disk that holds the data is full.");
    private static readonly StorageFailure Unusable = new("The disk that holds the data cannot be read or written.");
    private static readonly StorageFailure Away = new("The database server cannot be reached.");

    /// <summary>The database is on a server that does not answer now.</summary>
    public bool IsAway => this == Away;

    /// <summary>Null when the exception has another cause.</summary>
    public static StorageFailure? Of(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked } => InUse,
        SqliteException { SqliteErrorCode: Full } or IOException { HResult: NoSpaceLeft or QuotaExceeded or WindowsDiskFull } => DiskFull,
        SqliteException { SqliteErrorCode: ReadOnly or InputOutput or CannotOpen } or IOException { HResult: ReadOnlyDisk } => Unusable,
        PostgresException refused => Of(refused),
        NpgsqlException { InnerException: TimeoutException or SocketException or IOException or null } => Away,
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };

    private static StorageFailure? Of(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.DiskFull => DiskFull,
        PostgresErrorCodes.IoError or PostgresErrorCodes.ReadOnlySqlTransaction => Unusable,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.QueryCanceled => InUse,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => Away,
        _ => null,
    };
}
