using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

/// <summary>Whether whoever sits there still knows the password of the account that is signed in.</summary>
public sealed class ConfirmPassword(IServiceScopeFactory scopes)
{
    public async Task<PasswordAnswer> ExecuteAsync(Guid accountId, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await users.FindByIdAsync(accountId.ToString()) is { } account ? await PasswordProof.CheckAsync(users, account, password) : PasswordAnswer.Wrong;
    }
}
