using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Accounts;

/// <summary>The tables whose rows belong to an account, as the model has them: one that is added later is not forgotten.</summary>
internal static class AccountTables
{
    /// <summary>What the study is made of, and what says which role the account had: it names nobody.</summary>
    private static readonly Type[] Kept = [typeof(StudyReader), typeof(AnswerEvent), typeof(Invitation), typeof(IdentityUserRole<Guid>)];

    private static readonly MethodInfo DeleteRows = typeof(AccountTables).GetMethod(nameof(DeleteAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo ReadRows = typeof(AccountTables).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Everything that belongs to the person alone: ways to sign in, sessions, tokens, keys.</summary>
    public static IEnumerable<(IEntityType Type, string Account)> Personal(PortalDb db)
    {
        foreach (var type in db.Model.GetEntityTypes().Where(type => !type.IsOwned() && !Kept.Contains(type.ClrType)).OrderBy(type => type.ClrType.Name, StringComparer.Ordinal))
            if (AccountOf(type) is { } account) yield return (type, account);
    }

    private static string? AccountOf(IEntityType type)
    {
        var account = type.GetForeignKeys().FirstOrDefault(key => key.PrincipalEntityType.ClrType == typeof(Account))?.Properties[0] ?? type.FindProperty(nameof(ReaderKeys.AccountId));
        return account?.ClrType == typeof(Guid) ? account.Name : null;
    }

    public static async Task DeletePersonalAsync(PortalDb db, Guid account, CancellationToken cancellationToken)
    {
        foreach (var (type, property) in Personal(db)) await (Task)DeleteRows.MakeGenericMethod(type.ClrType).Invoke(null, [db, property, account, cancellationToken])!;
    }

    /// <summary>Each row by the names of its columns.</summary>
    public static Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> RowsAsync(PortalDb db, IEntityType type, string property, Guid account, CancellationToken cancellationToken) =>
        (Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>>)ReadRows.MakeGenericMethod(type.ClrType).Invoke(null, [db, property, account, cancellationToken])!;

    private static Task<int> DeleteAsync<T>(PortalDb db, string property, Guid account, CancellationToken cancellationToken) where T : class =>
        db.Set<T>().Where(row => EF.Property<Guid>(row, property) == account).ExecuteDeleteAsync(cancellationToken);

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAsync<T>(PortalDb db, string property, Guid account, CancellationToken cancellationToken) where T : class
    {
        var rows = await db.Set<T>().AsNoTracking().Where(row => EF.Property<Guid>(row, property) == account).ToListAsync(cancellationToken);
        return [.. rows.Select(row => db.Entry(row).Properties.ToDictionary(value => value.Metadata.Name, value => value.CurrentValue))];
    }
}
