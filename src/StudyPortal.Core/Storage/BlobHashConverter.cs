using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StudyPortal.Core.Storage;

internal sealed class BlobHashConverter() : ValueConverter<BlobHash, string>(hash => hash.Value, value => new BlobHash(value));
