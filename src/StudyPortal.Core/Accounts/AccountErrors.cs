using Microsoft.AspNetCore.Identity;

namespace StudyPortal.Core.Accounts;

/// <summary>What Identity finds wrong with an address, in the language of whoever typed it; the address is the name of the account as well.</summary>
internal sealed class AccountErrors : IdentityErrorDescriber
{
    public override IdentityError InvalidEmail(string? email) => new() { Code = nameof(InvalidEmail), Description = AccountSentences.Of("AddressInvalid") };

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError DuplicateEmail(string email) => new() { Code = nameof(DuplicateEmail), Description = AccountSentences.Of("AddressTaken") };

    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);
}
