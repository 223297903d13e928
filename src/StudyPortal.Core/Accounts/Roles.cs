namespace StudyPortal.Core.Accounts;

public static class Roles
{
    public const string Admin = "Admin";
    public const string Researcher = "Researcher";
    public const string Reader = "Reader";

    public static readonly IReadOnlyList<string> All = [Admin, Researcher, Reader];
}
