namespace StudyPortal.Web.Shell;

/// <summary>On an endpoint that answers everybody alike: no session is looked up for it, so that it answers while the database does not.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WithoutSessionAttribute : Attribute;
